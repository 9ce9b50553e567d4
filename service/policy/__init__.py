"""What the thresholds are: dated, sourced, and an area's own where it has them."""

from service.policy.errors import WrongPolicy
from service.policy.policy import Policy, Threshold
from service.policy.reading import load_policy

__all__ = ["Policy", "Threshold", "WrongPolicy", "load_policy"]
