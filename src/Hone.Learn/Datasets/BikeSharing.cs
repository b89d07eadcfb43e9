using Hone.Learn.Data;

namespace Hone.Learn.Datasets;

/// <summary>Bike sharing (Fanaee-T and Gama 2013, CC BY 4.0): rented bikes by the hour in Washington, 2011 and 2012.</summary>
/// <remarks>
/// The target is <c>cnt</c>. <c>casual</c> and <c>registered</c> add up to it: leave them out. The rows are in the order of time, and demand grew: a random split
/// shows hours whose neighbors were learned from, and looks far better than the future will.
/// </remarks>
public static class BikeSharing
{
    /// <summary>Finds, checks and reads the table.</summary>
    /// <param name="options">Where to look; null means the defaults.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>17,379 rows and 17 columns.</returns>
    /// <exception cref="HoneDataException">The dataset is missing, or its content is another one.</exception>
    public static Frame Load(DatasetLocatorOptions? options = null, CancellationToken cancellationToken = default) =>
        TableDataset.Read(DatasetCatalog.BikeSharing, 0, null, options, cancellationToken);
}
