"""Publishing, releasing, making final and taking back, and who may."""
