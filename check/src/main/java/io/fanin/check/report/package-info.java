/// What a check finds: data that prints.
package io.fanin.check.report;
