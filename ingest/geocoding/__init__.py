"""Where an address is: in National Grid metres, in which local authority and MAPPA area, and under which match key."""
