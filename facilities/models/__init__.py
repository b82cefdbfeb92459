"""What a community has, one module per noun."""

from facilities.models.organisation import Organisation

__all__ = ["Organisation"]
