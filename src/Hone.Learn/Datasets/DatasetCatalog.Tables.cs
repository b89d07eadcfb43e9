namespace Hone.Learn.Datasets;

public static partial class DatasetCatalog
{
    /// <summary>Adult: 32,561 + 16,281 people of the census of 1994 and whether they earn more than 50,000 dollars a year.</summary>
    public static DatasetInfo Adult { get; } = new()
    {
        Name = "adult",
        Title = "Adult: 32,561 training and 16,281 test people of a census, 14 columns, income above 50,000 dollars or not",
        License = "CC BY 4.0",
        Citation = "Becker, Kohavi: Adult. UCI Machine Learning Repository, 1996.",
        Home = new Uri("https://archive.ics.uci.edu/dataset/2/adult"),
        HowToGet = "put adult-train.csv and adult-test.csv, the files adult.data and adult.test of https://archive.ics.uci.edu/dataset/2/adult without comment and empty lines, into a folder and name it as the data folder",
        Files =
        [
            Table("adult-train.csv", 3_974_305, "5b00264637dbfec36bdeaab5676b0b309ff9eb788d63554ca0a249491c86603d"),
            Table("adult-test.csv", 2_003_132, "72567b94f5c1a6f8501377dd80f93892c3848ff071cf91ba47e00b0785a28074"),
        ],
    };

    /// <summary>Ames: 2,930 houses sold in Ames, Iowa, from 2006 to 2010.</summary>
    public static DatasetInfo Ames { get; } = new()
    {
        Name = "ames",
        Title = "Ames: 2,930 houses sold from 2006 to 2010, 73 columns and the price",
        License = "MIT (as packed by modeldata)",
        Citation = "De Cock: Ames, Iowa: Alternative to the Boston Housing Data as an End of Semester Regression Project. Journal of Statistics Education, 2011.",
        Home = new Uri("https://modeldata.tidymodels.org/reference/ames.html"),
        HowToGet = "put ames.csv, the table ames of the R package modeldata, into a folder and name it as the data folder",
        Files = [Table("ames.csv", 1_271_566, "0020449c1e9d276cc2e9d3837c567598dd65dad2380e902207b559b6cef09a7a")],
    };

    /// <summary>Bike sharing: rented bikes by the hour in 2011 and 2012.</summary>
    public static DatasetInfo BikeSharing { get; } = new()
    {
        Name = "bike-sharing",
        Title = "Bike sharing: rented bikes of 17,379 hours in 2011 and 2012 with weather and calendar",
        License = "CC BY 4.0",
        Citation = "Fanaee-T, Gama: Event labeling combining ensemble detectors and background knowledge. Progress in Artificial Intelligence, 2013.",
        Home = new Uri("https://archive.ics.uci.edu/dataset/275/bike+sharing+dataset"),
        HowToGet = "put bike-hour.csv, the file hour.csv with dates as month/day/year, into a folder and name it as the data folder",
        Files = [Table("bike-hour.csv", 1_086_424, "7bcde8bc1b096f37606286f2c14c796ff96b05a0ca512d54d7c095a4f8d959d9")],
    };

    /// <summary>Chicago ridership: entries at one station of the elevated trains for 5,698 days.</summary>
    public static DatasetInfo ChicagoRidership { get; } = new()
    {
        Name = "chicago-ridership",
        Title = "Chicago ridership: thousands of entries at Clark/Lake on 5,698 days, with stations two weeks before, weather and games",
        License = "MIT (as packed by modeldata)",
        Citation = "Kuhn, Johnson: Feature Engineering and Selection. Chapman and Hall, 2019.",
        Home = new Uri("https://modeldata.tidymodels.org/reference/Chicago.html"),
        HowToGet = "put chicago-ridership.csv, the table Chicago of the R package modeldata, into a folder and name it as the data folder",
        Files = [Table("chicago-ridership.csv", 1_330_948, "1de82445cac0124836c6663669fd9393224a919bf88cd6cf126a63854dd0d99f")],
    };

    /// <summary>MovieLens small: 100,004 ratings of 9,066 films by 671 people.</summary>
    public static DatasetInfo MovieLensSmall { get; } = new()
    {
        Name = "movielens-small",
        Title = "MovieLens small: 100,004 ratings of 9,066 films by 671 people, 0.5 to 5 stars",
        License = "GroupLens terms; not bundled",
        Citation = "Harper, Konstan: The MovieLens Datasets: History and Context. ACM Transactions on Interactive Intelligent Systems, 2015.",
        Home = new Uri("https://grouplens.org/datasets/movielens/"),
        HowToGet = "put movielens-small.csv, the table movielens of the R package dslabs, into a folder and name it as the data folder",
        Files = [Table("movielens-small.csv", 6_706_191, "4959bf4bd5e26fe5c1ea93da827cb54944d112b5f47a6678cae2b9fea87e453a")],
    };

    /// <summary>Telco churn: 7,043 customers and whether they left within the last month.</summary>
    public static DatasetInfo TelcoChurn { get; } = new()
    {
        Name = "telco-churn",
        Title = "Telco churn: 7,043 customers of a telephone company, 19 columns, left or stayed",
        License = "MIT (as packed by modeldata)",
        Citation = "IBM: Telco customer churn sample, as packed in the R package modeldata.",
        Home = new Uri("https://modeldata.tidymodels.org/reference/wa_churn.html"),
        HowToGet = "put telco-churn.csv, the table wa_churn of the R package modeldata, into a folder and name it as the data folder",
        Files = [Table("telco-churn.csv", 827_699, "3bff34636d7d4a021117d76a0623c15fd72e90d3081fd5ea7302ecf6eb743ce3")],
    };

    private static DatasetFile Table(string name, long contentLength, string contentSha256) =>
        new() { Name = name, ContentLength = contentLength, ContentSha256 = contentSha256 };
}
