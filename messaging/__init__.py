"""What the office tells people, and whom it must not tell anything.

Owns: text messages with their templates, batches and gateways; the silence list (不发短信). Letters come here.
Publishes: `send_sms`, `call_back`, `silence`, `lift`, `must_be_silent`; the registries of texts, address book and audiences.
Imports: accounts, core.
"""
