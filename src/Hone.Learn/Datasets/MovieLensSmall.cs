using Hone.Learn.Data;

namespace Hone.Learn.Datasets;

/// <summary>MovieLens small (Harper and Konstan 2015; GroupLens terms, not bundled): ratings of films, half a star to five.</summary>
/// <remarks>
/// Columns: movieId, title, year, genres, userId, rating and timestamp, in seconds since 1970, from January 1995 to October 2016. Most people rated all their films in
/// a day or two, so a split by time has many unknown people after it.
/// </remarks>
public static class MovieLensSmall
{
    /// <summary>Finds, checks and reads the table.</summary>
    /// <param name="options">Where to look; null means the defaults.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>100,004 rows and 7 columns.</returns>
    /// <exception cref="HoneDataException">The dataset is missing, or its content is another one.</exception>
    public static Frame Load(DatasetLocatorOptions? options = null, CancellationToken cancellationToken = default) =>
        TableDataset.Read(DatasetCatalog.MovieLensSmall, 0, null, options, cancellationToken);
}
