namespace Hone.Method;

/// <summary>Tags that Hone itself gives to runs; runs with one of them count neither as tries nor as steps between tries.</summary>
public static class RunTags
{
    /// <summary>A run of the baseline ladder.</summary>
    public const string Baseline = "baseline";

    /// <summary>One batch through the recipe.</summary>
    public const string Dry = "dry";

    /// <summary>A run that was made to learn about the recipe, not to be better: shuffled labels, zeroed inputs.</summary>
    public const string Diagnostic = "diagnostic";

    /// <summary>Another seed of the same recipe, for the noise floor.</summary>
    public const string Seed = "seed";
}
