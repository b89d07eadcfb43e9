// Tables with dates: how many bikes are rented in each hour of the months to come. What is done stands in BikeSharingRecipe.cs.
// dotnet run -c Release --project samples/BikeSharing -- DATA-FOLDER [epochs] [seed]      (three seeds of it: hone reproduce bike)
using Hone.Learn;
using Hone.Method;
using Hone.Samples;

var experiment = new Experiment
{
    Data = new() { SharedFolder = args.ElementAtOrDefault(0), AllowDownload = true },
    Epochs = args.Length > 1 ? int.Parse(args[1]) : null,
    Seed = args.Length > 2 ? long.Parse(args[2]) : 1,
    Say = Console.WriteLine,
    Progress = new ConsoleProgress(),
};
Console.WriteLine(BikeSharingRecipe.Run(experiment));
