using Hone.Nn;

namespace Hone.Learn;

/// <summary>What <see cref="RnnRegularizer"/> watches.</summary>
public sealed record RnnRegularizerOptions
{
    /// <summary>
    /// Path of the layer whose output is h, such as <c>1</c>; null stands for the last <see cref="RecurrentLayer"/> of the model. Another module gives h as [batch, time, hidden].
    /// </summary>
    public string? Layer { get; init; }

    /// <summary>
    /// Path of the layer that drops from h; null stands for the <see cref="DropoutLayer"/> right behind <see cref="Layer"/>, and where there is none, h is its own dropped output.
    /// </summary>
    public string? Dropout { get; init; }
}
