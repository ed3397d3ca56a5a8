"""Who a student is and what they have done."""
