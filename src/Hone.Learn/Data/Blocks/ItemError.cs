namespace Hone.Learn;

/// <summary>Turns whatever went wrong with one item into an error that names the item and the stage.</summary>
internal static class ItemError
{
    public static HoneDataException Describe(Exception error, string id, string stage)
    {
        string got = error is HoneException known ? $"{known.Expected} Got {known.Got ?? "nothing"}" : $"{error.GetType().Name}: {error.Message}";
        string? remedy = (error as HoneException)?.Try;
        return new HoneDataException(
            $"Every item must give its {stage}.",
            got,
            $"item {id}, stage {stage}",
            remedy ?? "repair the item, or take it out of the list",
            error);
    }
}
