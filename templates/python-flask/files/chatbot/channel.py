from typing import Any


def channel_of(info: dict[str, Any]) -> str:
    """Where the contact writes from: web, whatsapp_business, facebook, telegram, threema, sms or custom."""
    conversation = info.get("conversation") or {}
    return (conversation.get("contact_channel") or {}).get("type") or "web"
