using Hone.Learn.Data;

namespace Hone.Learn.Datasets;

/// <summary>Ames (De Cock 2011, packed by modeldata under MIT): houses sold in Ames, Iowa, from 2006 to 2010.</summary>
/// <remarks>
/// The target is <c>Sale_Price</c>, in dollars; errors of its logarithm are errors in percent. "None" and "No_Alley_Access" are values, not gaps. Ratings of the
/// quality of the whole house are not in this edition.
/// </remarks>
public static class Ames
{
    /// <summary>Finds, checks and reads the table.</summary>
    /// <param name="options">Where to look; null means the defaults.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>2,930 rows and 74 columns.</returns>
    /// <exception cref="HoneDataException">The dataset is missing, or its content is another one.</exception>
    public static Frame Load(DatasetLocatorOptions? options = null, CancellationToken cancellationToken = default) =>
        TableDataset.Read(DatasetCatalog.Ames, 0, null, options, cancellationToken);
}
