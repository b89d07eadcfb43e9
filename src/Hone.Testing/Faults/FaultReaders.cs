using Hone.Method;

namespace Hone.Testing;

/// <summary>Reads generated data as the checks read data of users: tables as they are, images and texts from a folder.</summary>
internal static class FaultReaders
{
    public static CheckedData Table(FaultyTable table, ulong seed) => CheckedTable.Of(table.Frame, new CheckedTableOptions
    {
        Target = table.Target,
        SplitColumn = FaultyTable.SplitColumn,
        GroupColumn = table.Group,
        TimeColumn = table.Time,
        IdColumns = table.Id is null ? [] : [table.Id],
        Horizon = table.Horizon,
        Settings = new CheckSettings
        {
            Seed = seed,
            OutOfFold = table.OutOfFold,
            Nature = table.IsTimeSplit ? SplitNature.Time : table.IsRandomSplit ? SplitNature.Random : SplitNature.Unknown,
        },
    });

    public static CheckedData Images(FaultyImages images, ulong seed) =>
        InFolder(images.WriteTo, folder => CheckedImages.FromFolder(folder, null, new CheckSettings { Seed = seed, Rotations = images.Rotations }));

    public static CheckedData Texts(FaultyTexts texts, ulong seed) =>
        InFolder(texts.WriteTo, folder => CheckedTexts.FromFolder(folder, null, new CheckSettings { Seed = seed }));

    private static CheckedData InFolder(Action<string> write, Func<string, CheckedData> read)
    {
        string folder = Directory.CreateTempSubdirectory("hone-fault-").FullName;
        try
        {
            write(folder);
            return read(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
