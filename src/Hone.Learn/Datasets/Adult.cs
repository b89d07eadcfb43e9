using Hone.Learn.Data;

namespace Hone.Learn.Datasets;

/// <summary>Adult (Becker and Kohavi 1996, CC BY 4.0): people of the census of 1994, and whether they earn more than 50,000 dollars a year.</summary>
/// <remarks>
/// Columns: age, workclass, fnlwgt, education, education-num, marital-status, occupation, relationship, race, sex, capital-gain, capital-loss, hours-per-week,
/// native-country and salary, which is <c>&lt;=50K</c> or <c>&gt;50K</c>. <c>fnlwgt</c> is a weight of the census and says nothing about a person. 2,399 training
/// rows have a gap; 24 of them are copies. The labels of the official test file end with a point, which is taken away.
/// </remarks>
public static class Adult
{
    private static readonly string[] Names =
    [
        "age", "workclass", "fnlwgt", "education", "education-num", "marital-status", "occupation", "relationship", "race", "sex", "capital-gain", "capital-loss",
        "hours-per-week", "native-country", "salary",
    ];

    /// <summary>Finds, checks and reads both parts.</summary>
    /// <param name="options">Where to look; null means the defaults.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The official parts.</returns>
    /// <exception cref="HoneDataException">The dataset is missing, or its content is another one.</exception>
    public static AdultParts Load(DatasetLocatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        var csv = new CsvOptions { Names = Names };
        Frame train = TableDataset.Read(DatasetCatalog.Adult, 0, csv, options, cancellationToken);
        Frame test = TableDataset.Read(DatasetCatalog.Adult, 1, csv, options, cancellationToken);
        return new AdultParts(train, test.MapText("salary", salary => salary.TrimEnd('.')));
    }
}
