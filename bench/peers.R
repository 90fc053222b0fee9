#!/usr/bin/env Rscript
# The peers of bench/models.c on the same files, series and origins: R's seasonal naive, ets,
# auto.arima and thetaf of the package forecast, and Prophet where its package is there.
# On Debian: apt install r-base-core r-cran-forecast r-cran-prophet
#
#     Rscript bench/peers.R [--each] [--peers=NAME,…] [--origin=K] FILE.csv…
#
# --each prints each fit as CSV, as that of bench-models does; --origin is the only one of the
# three to look at, counted from the end, where auto.arima takes too long for all.

suppressMessages(library(forecast))
has_prophet <- requireNamespace("prophet", quietly = TRUE)

horizon <- 30
n_origins <- 3
step <- 30
n_longest <- 1826
n_shortest <- 120
period <- 7

series_of_file <- function(path) {
  rows <- read.csv(path, colClasses = c("character", "character", "character", "numeric"))
  day <- as.Date(rows$Date)
  lapply(split(data.frame(day, sales = rows$sales), rows$category), function(part) {
    days <- seq(min(part$day), max(day), by = "day")
    sums <- tapply(part$sales, part$day, sum, na.rm = TRUE)
    y <- unname(sums[as.character(days)])
    y[is.na(y)] <- 0
    data.frame(day = days, y = y)[tail(seq_along(y), n_longest), ]
  })
}

from_forecast <- function(fit) {
  f <- forecast(fit, h = horizon, level = c(80, 95))
  list(mean = f$mean, lower = f$lower, upper = f$upper)
}

from_prophet <- function(train) {
  data <- data.frame(ds = train$day, y = train$y)
  band <- function(width) {
    model <- suppressMessages(prophet::prophet(data, interval.width = width))
    future <- prophet::make_future_dataframe(model, horizon, include_history = FALSE)
    predict(model, future)
  }
  p80 <- band(0.80)
  p95 <- band(0.95)
  list(mean = p80$yhat, lower = cbind(p80$yhat_lower, p95$yhat_lower),
       upper = cbind(p80$yhat_upper, p95$yhat_upper))
}

# Prophet is asked twice, once a band: its seconds are halved below.
peers <- list(
  snaive = function(train, y) {
    f <- snaive(y, h = horizon, level = c(80, 95))
    list(mean = f$mean, lower = f$lower, upper = f$upper)
  },
  ets = function(train, y) from_forecast(ets(y)),
  auto.arima = function(train, y) from_forecast(auto.arima(y)),
  thetaf = function(train, y) {
    f <- thetaf(y, h = horizon, level = c(80, 95))
    list(mean = f$mean, lower = f$lower, upper = f$upper)
  }
)
if (has_prophet) peers$prophet <- function(train, y) from_prophet(train)

score <- function(actual, f, scale) {
  lower <- f$lower[, 2]
  upper <- f$upper[, 2]
  winkler <- mean(upper - lower + 40 * pmax(lower - actual, 0) + 40 * pmax(actual - upper, 0))
  c(mase = mean(abs(actual - f$mean)) / scale,
    coverage_80 = mean(actual >= f$lower[, 1] & actual <= f$upper[, 1]),
    coverage_95 = mean(actual >= lower & actual <= upper), winkler = winkler / scale)
}

arguments <- commandArgs(TRUE)
is_option <- startsWith(arguments, "--")
each <- "--each" %in% arguments
value_of <- function(name) sub(".*=", "", grep(paste0("^--", name, "="), arguments, value = TRUE))
if (length(value_of("peers"))) peers <- peers[strsplit(value_of("peers"), ",")[[1]]]
origins <- seq_len(n_origins)
if (length(value_of("origin"))) origins <- as.integer(value_of("origin"))

results <- list()
for (path in arguments[!is_option]) {
  categories <- series_of_file(path)
  for (category in names(categories)) {
    series <- categories[[category]]
    n <- nrow(series)
    if (n < n_shortest) next
    for (origin in n - horizon - step * (origins - 1)) {
      train <- series[seq_len(origin), ]
      y <- ts(train$y, frequency = period)
      scale <- mean(abs(diff(train$y, period)))
      actual <- series$y[origin + seq_len(horizon)]
      for (name in names(peers)) {
        seconds <- system.time(f <- try(peers[[name]](train, y), silent = TRUE))
        if (inherits(f, "try-error") || scale == 0) next
        cpu <- sum(seconds[c("user.self", "sys.self")]) / if (name == "prophet") 2 else 1
        scores <- c(score(actual, f, scale), seconds = cpu)
        if (each) {
          cat(sprintf("%s,\"%s\",%s,%s\n", name, category, format(train$day[origin]),
                      paste(sprintf("%.6f", scores), collapse = ",")))
        }
        results[[name]] <- rbind(results[[name]], scores)
      }
    }
  }
}

cat(sprintf("%-16s %6s %10s %10s %12s %12s %18s %9s\n", "peer", "fits", "mean MASE", "med. MASE",
            "coverage 80", "coverage 95", "median Winkler 95", "CPU s"))
for (name in names(results)) {
  r <- results[[name]]
  cat(sprintf("%-16s %6d %10.4f %10.4f %12.4f %12.4f %18.3f %9.4f\n", name, nrow(r),
              mean(r[, "mase"]), median(r[, "mase"]), mean(r[, "coverage_80"]),
              mean(r[, "coverage_95"]), median(r[, "winkler"]), mean(r[, "seconds"])))
}
