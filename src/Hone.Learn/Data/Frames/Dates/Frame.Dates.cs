namespace Hone.Learn.Data;

public sealed partial class Frame
{
    /// <summary>Adds what a date tells: year, month, week and so on; fastai's <c>add_datepart</c>.</summary>
    /// <remarks>
    /// The columns are Year, Month, Week (ISO 8601), Day, Dayofweek (Monday is 0), Dayofyear, Is_month_end, Is_month_start, Is_quarter_end, Is_quarter_start, Is_year_end,
    /// Is_year_start and Elapsed (seconds since 1970), after a prefix that is the column's name without "date" at its end. Nothing is learned, so nothing can leak. Difference from
    /// fastai: where the date is missing, the truth values are missing too, not false.
    /// </remarks>
    /// <param name="column">A column of dates.</param>
    /// <param name="drop">Whether the dates themselves are left out; true, as in fastai.</param>
    /// <param name="time">Whether Hour, Minute and Second are added; false, as in fastai.</param>
    /// <returns>The table with the new columns at its end.</returns>
    /// <exception cref="HoneDataException">The column does not exist, holds no dates, or a new name is taken.</exception>
    public Frame AddDatePart(string column, bool drop = true, bool time = false)
    {
        DateColumn dates = DateColumn(column);
        Frame rest = drop ? Without(column) : this;
        return new Frame([.. rest.Columns, .. DateParts.Of(dates, time)]);
    }

    /// <summary>Adds the days since the last event and to the next one, and how many events there were lately; fastai's <c>add_elapsed_times</c>.</summary>
    /// <remarks>
    /// For each event column: After is the days since the event last happened in the same group, Before the days to its next time as a negative number, both 0 where there is
    /// none; <c>_bw</c> and <c>_fw</c> count the events of the last and of the next 7 rows of the group, the row itself included. Before and <c>_fw</c> look into the
    /// future: they are honest only for events that are known beforehand, such as holidays.
    /// </remarks>
    /// <param name="events">Columns of truth values, or of numbers of which all but 0 are events.</param>
    /// <param name="date">The column of dates.</param>
    /// <param name="group">The column that says what belongs together, such as a shop.</param>
    /// <returns>The table with four more columns for each event, its rows in their order.</returns>
    /// <exception cref="HoneDataException">A column does not exist, a date is missing, or an event column holds text.</exception>
    public Frame AddElapsedTimes(IReadOnlyList<string> events, string date, string group)
    {
        ArgumentNullException.ThrowIfNull(events);
        return With([.. events.SelectMany(name => ElapsedTimes.Of(this[name], DateColumn(date), this[group]))]);
    }
}
