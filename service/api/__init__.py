"""The API: routes that parse, ask and answer, behind one guard and one record of every answer."""
