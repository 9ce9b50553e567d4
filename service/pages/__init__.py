"""What people see in a browser: plain pages that ask the API as their user would, and so can do nothing it forbids."""
