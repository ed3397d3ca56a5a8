"""How certificates look: template, pictures, preview; and who gets which cord."""
