// Gray images: Fashion-MNIST in five epochs as it is, or in twenty with augmentation. What is done stands in FashionRecipe.cs.
// dotnet run -c Release --project samples/FashionMnist -- DATA-FOLDER [epochs] [seed]      (three seeds of it: hone reproduce fashion-5)
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
Console.WriteLine(experiment.Epochs > 5 ? FashionRecipe.Long(experiment) : FashionRecipe.Short(experiment));
