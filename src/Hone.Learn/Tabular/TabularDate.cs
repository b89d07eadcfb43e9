namespace Hone.Learn;

/// <summary>A column of dates that is taken apart before everything else, as <see cref="Data.Frame.AddDatePart"/> does.</summary>
/// <param name="Name">The column.</param>
/// <param name="Time">Whether hour, minute and second are added.</param>
public sealed record TabularDate(string Name, bool Time = false);
