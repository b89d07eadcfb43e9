using Hone.Learn.Data;

namespace Hone.Testing;

/// <summary>Parts that do not look alike.</summary>
internal static class DriftFaults
{
    private const int Rows = 1_500;

    public static IReadOnlyList<DataFault<FaultyTable>> All { get; } =
    [
        new("a test part shifted by one standard deviation", FaultSuite.Split, "split/column-drift-test", false, "'third' differs between train and test", "stratified by this column", (seed, isPlanted) => Shifted(seed, isPlanted, "test")),
        new("a column that differs in validation", FaultSuite.Split, "split/column-drift-valid", false, "'third' differs between train and valid", "stratified by this column", (seed, isPlanted) => Shifted(seed, isPlanted, "valid")),
        new("a validation part from another place", FaultSuite.Split, "split/drift-valid", true, "tells train and valid apart", "find out why the parts differ", OtherPlace),
        new("categories that train lacks", FaultSuite.Split, "split/new-categories", false, "violet", "a place for the unknown", NewCategory),
        new("a class missing from train", FaultSuite.Split, "data/class-absent", true, "no item in the training part", "split stratified by class", MissingClass),
        new("class shares that differ between the parts", FaultSuite.Split, "data/class-shift", false, "class shares of train and valid differ", "split stratified by class", ClassShift),
    ];

    private static FaultyTable Shifted(ulong seed, bool isPlanted, string part)
    {
        var draft = new TableDraft(seed, Rows);
        draft.Third = draft.Third.Select((value, row) => isPlanted && draft.Part[row] == part ? value + 1 : value).ToArray();
        return draft.Build();
    }

    private static FaultyTable OtherPlace(ulong seed, bool isPlanted)
    {
        var draft = new TableDraft(seed, Rows);
        draft.Third = draft.Third.Select((value, row) => isPlanted && draft.Part[row] == "valid" ? value + 2.5 : value).ToArray();
        return draft.Build();
    }

    private static FaultyTable NewCategory(ulong seed, bool isPlanted)
    {
        var draft = new TableDraft(seed, Rows);
        draft.Color = draft.Color.Select((color, row) => isPlanted && draft.Part[row] == "valid" && color == "amber" && draft.Random.Chance(0.2) ? "violet" : color).ToArray();
        return draft.Build();
    }

    private static FaultyTable MissingClass(ulong seed, bool isPlanted)
    {
        var draft = new TableDraft(seed, Rows);
        draft.Label = draft.Label.Select((label, row) => row % 5 == 0 ? "perhaps" : label).ToArray();
        draft.Part = draft.Part.Select((part, row) => isPlanted && draft.Label[row] == "perhaps" && part == "train" ? "valid" : part).ToArray();
        return draft.Build();
    }

    private static FaultyTable ClassShift(ulong seed, bool isPlanted)
    {
        var draft = new TableDraft(seed, Rows);
        draft.Part = draft.Part.Select((part, row) => isPlanted && part == "valid" && draft.Label[row] == "no" && draft.Random.Chance(0.6) ? "train" : part).ToArray();
        return draft.Build();
    }
}
