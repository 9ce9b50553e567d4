"""How well records are linked, on sets whose truth is known, beside Splink as its documentation does it."""
