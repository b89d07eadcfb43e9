using Hone.Learn.Data;

namespace Hone.Learn;

/// <summary>Ratings of items by users, as codes: 0 stands for users and items that the training rows do not have. fastai's <c>CollabDataLoaders</c>.</summary>
public sealed class CollabData
{
    /// <summary>Splits the ratings, and numbers the users and items of the training rows.</summary>
    /// <param name="ratings">A table with one row a rating; other columns do not matter.</param>
    /// <param name="options">Names and split; null means the first three columns and a random fifth.</param>
    /// <exception cref="HoneDataException">A column is missing, or a rating is missing, no number, or the same in all rows.</exception>
    public CollabData(Frame ratings, CollabOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(ratings);
        options ??= new CollabOptions();
        if (ratings.Columns.Count < 3)
        {
            throw new HoneDataException("A table of ratings has users, items and ratings.", $"{ratings.Columns.Count} columns: {string.Join(", ", ratings.Names)}", nameof(CollabData), "add the missing column");
        }

        User = options.UserName ?? ratings.Names[0];
        Item = options.ItemName ?? ratings.Names[1];
        Rating = options.RatingName ?? ratings.Names[2];
        Table = new TabularData(ratings.Select(User, Item, Rating), new TabularOptions
        {
            YNames = [Rating],
            CatNames = [User, Item],
            ContNames = [],
            Procs = [new Categorify()],
            Splitter = options.Splitter,
            Target = TabularTarget.Regression,
        });
        int pairs = Table.Frame.GroupBy(User, Item).Count;
        Table.Report.Add(new ProcNote(Item, $"rated more than once by the same {User}; copies may stand in training and in validation", Table.Frame.RowCount - pairs));
    }

    /// <summary>Name of the column of users.</summary>
    public string User { get; }

    /// <summary>Name of the column of items.</summary>
    public string Item { get; }

    /// <summary>Name of the column of ratings.</summary>
    public string Rating { get; }

    /// <summary>The prepared table: split, codes, loaders, and a report of users and items that only other parts have.</summary>
    public TabularData Table { get; }

    /// <summary>The users by code; the first is <c>#na#</c>.</summary>
    public IReadOnlyList<string> Users => Table.Classes(User);

    /// <summary>The items by code; the first is <c>#na#</c>.</summary>
    public IReadOnlyList<string> Items => Table.Classes(Item);

    /// <summary>How often each item is rated in the training rows, by code.</summary>
    /// <returns>One number an item; 0 for <c>#na#</c>.</returns>
    public int[] RatingCounts()
    {
        var counts = new int[Items.Count];
        foreach (float code in Table.ToMatrix(Table.Split.Train).Columns[1])
        {
            counts[(int)code]++;
        }

        return counts;
    }
}
