using Hone.Learn.Data;

namespace Hone.Learn.Datasets;

/// <summary>Telco churn (IBM, packed by modeldata under MIT): customers of a telephone company, and whether they left.</summary>
/// <remarks>
/// The target is <c>churn</c>, <c>Yes</c> for 27 of 100. <c>total_charges</c> is missing for 11 customers who have just come.
/// </remarks>
public static class TelcoChurn
{
    /// <summary>Finds, checks and reads the table.</summary>
    /// <param name="options">Where to look; null means the defaults.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>7,043 rows and 20 columns.</returns>
    /// <exception cref="HoneDataException">The dataset is missing, or its content is another one.</exception>
    public static Frame Load(DatasetLocatorOptions? options = null, CancellationToken cancellationToken = default) =>
        TableDataset.Read(DatasetCatalog.TelcoChurn, 0, null, options, cancellationToken);
}
