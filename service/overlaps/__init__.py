"""Where MARAC and MAPPA hear of the same person: which forum leads, what was shared, and when both next review it."""

from service.overlaps.finding import marac_overlaps
from service.overlaps.output import as_json
from service.overlaps.records import LeadBasis, Overlap, ReviewBasis, Share, Unshared

__all__ = ["LeadBasis", "Overlap", "ReviewBasis", "Share", "Unshared", "as_json", "marac_overlaps"]
