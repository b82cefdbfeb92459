"""Texts that no single duty owns."""

from messaging.declaration import SmsText, sms_texts

sms_texts.register(
    SmsText(
        "water-off",
        "停水停电通知",
        "{place}将于{when}{what}，请提前做好准备。给您带来不便，请谅解。",
        places={"place": "哪里", "when": "什么时候", "what": "停水或停电"},
        per_household=True,
    )
)
sms_texts.register(
    SmsText(
        "checkup-invite",
        "免费体检通知",
        "{name}您好，请于{when}到{place}参加免费健康检查，带上身份证。",
        places={"name": "称呼", "when": "什么时候", "place": "哪里"},
    )
)
sms_texts.register(
    SmsText(
        "weather",
        "天气提醒",
        "{what}，{advice}。需要帮忙请打居委会电话{phone}。",
        places={"what": "天气情况", "advice": "提醒", "phone": "电话"},
        per_household=True,
    )
)
