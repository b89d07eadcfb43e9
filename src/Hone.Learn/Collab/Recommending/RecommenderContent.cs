using Hone.Nn;

namespace Hone.Learn;

/// <summary>Everything in the file of a recommender but its numbers: data, no code.</summary>
/// <param name="Format">Always <see cref="FormatName"/>.</param>
/// <param name="FormatVersion">Raised when a reader of before would misunderstand the file.</param>
/// <param name="User">Name of the column of users.</param>
/// <param name="Item">Name of the column of items.</param>
/// <param name="Users">The users by code; the first stands for unknown ones.</param>
/// <param name="Items">The items by code; the first stands for unknown ones.</param>
/// <param name="Model">The configuration of the model.</param>
/// <param name="WeightsSha256">SHA-256 of the weights, in hexadecimal.</param>
/// <param name="SeenSha256">SHA-256 of what each user has chosen, in hexadecimal.</param>
internal sealed record RecommenderContent(
    string Format,
    int FormatVersion,
    string User,
    string Item,
    IReadOnlyList<string> Users,
    IReadOnlyList<string> Items,
    ModelConfig Model,
    string WeightsSha256,
    string SeenSha256)
{
    /// <summary>The first word of every such file.</summary>
    public const string FormatName = "hone-recommender";

    /// <summary>The version that is written, and the newest that is read.</summary>
    public const int CurrentVersion = 1;
}
