using Hone.Nn;

namespace Hone.Learn;

/// <summary>What <c>model.json</c> says of one model among those that predict a table.</summary>
/// <param name="Kind">Net or trees.</param>
/// <param name="Weights">The entry with its weights.</param>
/// <param name="WeightsSha256">SHA-256 of that entry, in hexadecimal.</param>
/// <param name="Model">The configuration of a net; null for trees.</param>
/// <param name="Answer">What is done to the numbers of a net; null for trees.</param>
/// <param name="Trees">What trees are; null for a net.</param>
internal sealed record TableMemberContent(TableMemberKind Kind, string Weights, string WeightsSha256, ModelConfig? Model, NetAnswer? Answer, TreeFileContent? Trees);
