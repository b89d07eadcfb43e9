namespace Hone.Learn.Plots;

/// <summary>The outcome that a callout of an <see cref="HtmlPage"/> reports; each has a color, an icon and a word of its own.</summary>
public enum CalloutKind
{
    /// <summary>A check ran and found nothing wrong.</summary>
    Pass,

    /// <summary>A check ran and found something to look at.</summary>
    Finding,

    /// <summary>A check did not run; the text says why. Never looks like a pass.</summary>
    NotChecked,

    /// <summary>A check failed to run, or what it guards is broken.</summary>
    Broken,
}
