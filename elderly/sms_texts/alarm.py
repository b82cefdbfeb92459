"""What contacts read when 平安通 is pressed: goes at any hour."""

from messaging.declaration import URGENT, SmsText, sms_texts

ALARM_CONTACT = sms_texts.register(
    SmsText(
        "alarm-contact",
        "平安通呼叫，请联系人看看",
        "您是{name}的紧急联系人。平安通{when}收到{name}的呼叫，请马上打电话或去看看，平台会再打给您。",
        kind=URGENT,
        places={"name": "老人姓名", "when": "几点几分"},
    )
)
