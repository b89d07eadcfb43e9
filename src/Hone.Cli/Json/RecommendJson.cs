namespace Hone.Cli;

/// <summary>What <c>hone predict --json</c> prints for a recommender.</summary>
/// <param name="Model">The model file as it was typed.</param>
/// <param name="Table">The table of users as it was typed.</param>
/// <param name="User">Name of the column of users.</param>
/// <param name="Item">Name of the column of items.</param>
/// <param name="Recommendations">One a user, in the order of the table, each once.</param>
/// <param name="Notes">Unknown users and the like, counted.</param>
internal sealed record RecommendJson(string Model, string Table, string User, string Item, IReadOnlyList<UserItemsJson> Recommendations, IReadOnlyList<NoteJson> Notes);
