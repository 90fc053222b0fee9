/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ForeSparklineView:
 *
 * A small line without axes: its property "values" is a #GBytes of doubles. It adds nothing to
 * the numbers beside it, and is no part of what a screen reader tells.
 */
#define FORE_TYPE_SPARKLINE_VIEW (fore_sparkline_view_get_type ())
G_DECLARE_FINAL_TYPE (ForeSparklineView, fore_sparkline_view, FORE, SPARKLINE_VIEW, GtkWidget)

G_END_DECLS
