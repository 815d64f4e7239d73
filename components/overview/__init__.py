"""The landing page: three numbers, who leads and trails, and the province that is selected."""
