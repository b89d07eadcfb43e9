using Hone.Learn.Data;

namespace Hone.Learn.Datasets;

/// <summary>Finds a dataset of tables, compares its content with the catalog, and reads a table.</summary>
internal static class TableDataset
{
    /// <summary>Reads one file of a dataset.</summary>
    public static Frame Read(DatasetInfo dataset, int file, CsvOptions? csv, DatasetLocatorOptions? options, CancellationToken cancellationToken)
    {
        DatasetLocation location = DatasetLocator.Locate(dataset, options, cancellationToken);
        DatasetFile wanted = dataset.Files[file];
        string path = location.PathOf(wanted.Name);
        ContentHash.Verify(wanted, path, $"remove the file if it is not wanted, then {dataset.HowToGet}");
        return Frame.ReadCsv(path, csv, cancellationToken);
    }
}
