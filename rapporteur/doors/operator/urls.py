"""The owner serves no page."""

urlpatterns: list[object] = []
