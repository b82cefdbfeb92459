"""What somebody who turns 70 may read: that an allowance exists and where to ask. It says nothing of money or need."""

from messaging.declaration import SmsText, sms_texts

LONGEVITY_NOTICE = sms_texts.register(
    SmsText(
        "longevity-notice",
        "长寿保健金告知",
        "{name}您好，祝您生日安康。年满70周岁的本市户籍老人可以领取长寿保健金，请带身份证、户口簿到社区居委会办理或咨询。",
        places={"name": "称呼"},
    )
)
LONGEVITY_PAID = sms_texts.register(
    SmsText(
        "longevity-paid",
        "长寿保健金发放告知",
        "{name}您好，{month}的长寿保健金已经发放，请留意到账。有疑问请问社区居委会。",
        places={"name": "称呼", "month": "哪个月"},
    )
)
