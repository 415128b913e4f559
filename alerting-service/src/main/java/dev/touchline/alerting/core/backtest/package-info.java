/** What a filter would have done: responses of the past in, figures out; pure. */
@NullMarked
package dev.touchline.alerting.core.backtest;

import org.jspecify.annotations.NullMarked;
