"""The certificate of completion: one landscape page, made to be framed."""
