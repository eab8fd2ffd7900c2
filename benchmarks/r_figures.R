# Times of building and writing one Kaplan-Meier figure (survminer) and one swimmer figure (ggplot2), in milliseconds.
suppressPackageStartupMessages({library(survival); library(survminer); library(ggplot2)})
arguments <- commandArgs(trailingOnly = TRUE)
data <- read.csv(arguments[1])
courses <- read.csv(arguments[2])
file <- tempfile(fileext = ".svg")
grDevices::svg(file); plot(1); invisible(dev.off())  # warm
curve <- function() {
  fit <- survfit(Surv(time, event) ~ group, data = data)
  drawn <- ggsurvplot(fit, data = data, conf.int = TRUE, risk.table = TRUE, pval = TRUE)
  grDevices::svg(file); print(drawn); invisible(dev.off())
}
lanes <- function() {
  data$lane <- rank(-data$time, ties.method = "first")
  courses$lane <- data$lane[match(courses$id, data$id)]
  drawn <- ggplot() +
    geom_segment(data = data, aes(x = 0, xend = time, y = lane, yend = lane)) +
    geom_segment(data = courses, aes(x = start, xend = end, y = lane, yend = lane, colour = label), linewidth = 3) +
    geom_point(data = data[data$event == 1, ], aes(x = time, y = lane), shape = 4) + theme_minimal()
  grDevices::svg(file); print(drawn); invisible(dev.off())
}
for (draw in list(curve, lanes)) {
  draw()
  taken <- sapply(1:5, function(i) system.time(draw())[["elapsed"]])
  cat(1000 * median(taken), "\n")
}
