namespace Hone.Learn;

/// <summary>What <c>model.json</c> of a model of trees holds.</summary>
/// <param name="Format">Always <see cref="FormatName"/>.</param>
/// <param name="FormatVersion">Raised when a reader of before would misunderstand the file.</param>
/// <param name="Kind">Name of the class of the model.</param>
/// <param name="Classes">Number of classes; 0 for numbers.</param>
/// <param name="Features">Names of the columns.</param>
/// <param name="Trees">Number of trees.</param>
/// <param name="Outputs">Sums of trees per row.</param>
/// <param name="Scale">What sums are multiplied with.</param>
/// <param name="Baseline">What is added to them then.</param>
internal sealed record TreeFileContent(
    string Format,
    int FormatVersion,
    string Kind,
    int Classes,
    string[] Features,
    int Trees,
    int Outputs,
    double Scale,
    double[] Baseline)
{
    /// <summary>The first word of every such file.</summary>
    public const string FormatName = "hone-trees";

    /// <summary>The version that is written, and the newest that is read.</summary>
    public const int CurrentVersion = 1;
}
