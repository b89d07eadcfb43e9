namespace Hone.Learn;

/// <summary>A user for whom all items are ranked.</summary>
/// <param name="Name">As in the table.</param>
/// <param name="Code">0 for a user that the training rows do not have.</param>
/// <param name="Relevant">Codes of the items that should stand in front.</param>
internal sealed record RankedUser(string Name, int Code, List<int> Relevant);
