using Hone.Learn.Data;

namespace Hone.Learn.Datasets;

/// <summary>Chicago ridership (Kuhn and Johnson 2019, packed by modeldata under MIT): entries at the station Clark/Lake, day by day.</summary>
/// <remarks>
/// The target is <c>ridership</c>, in thousands. The columns named after stations are entries 14 days before, so they are known two weeks ahead; the weather is that of
/// the day itself. No day is missing between 2001-01-22 and 2016-08-28.
/// </remarks>
public static class ChicagoRidership
{
    /// <summary>Finds, checks and reads the table.</summary>
    /// <param name="options">Where to look; null means the defaults.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>5,698 rows in the order of time, 50 columns.</returns>
    /// <exception cref="HoneDataException">The dataset is missing, or its content is another one.</exception>
    public static Frame Load(DatasetLocatorOptions? options = null, CancellationToken cancellationToken = default) =>
        TableDataset.Read(DatasetCatalog.ChicagoRidership, 0, null, options, cancellationToken);
}
