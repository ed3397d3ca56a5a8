"""The editor of the certificate: its text, its pictures, and the page that they give."""
