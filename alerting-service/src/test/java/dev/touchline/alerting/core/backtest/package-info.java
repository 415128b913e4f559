@NullMarked
package dev.touchline.alerting.core.backtest;

import org.jspecify.annotations.NullMarked;
