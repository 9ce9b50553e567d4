"""Where things stand in the pictures: sorted input, no chance, so that the same facts give the same picture."""
