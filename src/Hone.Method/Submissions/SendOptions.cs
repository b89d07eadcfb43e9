namespace Hone.Method;

/// <summary>How a submission is sent through the user's own Kaggle client.</summary>
public sealed record SendOptions
{
    /// <summary>The competition, as in its address.</summary>
    public required string Competition { get; init; }

    /// <summary>The client: a program in the search path of the system, or a path.</summary>
    public string Client { get; init; } = "kaggle";

    /// <summary>How many submissions a day (UTC) the competition takes; 5 by default, the most common number.</summary>
    public int SlotsPerDay { get; init; } = 5;
}
