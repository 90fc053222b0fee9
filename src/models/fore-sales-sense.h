/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fore-closed-days.h"
#include "fore-forecast.h"

G_BEGIN_DECLS

/**
 * ForeSalesSense:
 * @closed: weekdays on which nothing is ever sold
 * @n_known: known values of the open days
 * @n_sold: those of them that are not zero
 * @lowest: the lowest of them
 * @highest: the highest of them
 * @mean_size: mean of their absolute values
 *
 * What a shopkeeper would see in a history before any model.
 */
typedef struct {
  ForeClosedDays closed;
  gsize n_known;
  gsize n_sold;
  double lowest;
  double highest;
  double mean_size;
} ForeSalesSense;

ForeSeries *fore_sales_sense_learn (ForeSalesSense *sense, const ForeSeries *series);
void fore_sales_sense_raise (const ForeSalesSense *sense, ForeForecast *forecast);
void fore_sales_sense_tell (const ForeSalesSense *sense, ForeForecast *forecast);
void fore_sales_sense_apply (const ForeSalesSense *sense, ForeForecast *forecast);

G_END_DECLS
